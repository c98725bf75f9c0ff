"""The pages: a manufacturer's team answers and sees what the answers mean."""
