"""From a result to a report: view, pages, charts and PDF."""
