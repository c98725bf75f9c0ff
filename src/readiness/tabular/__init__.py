"""Tables in and out: workbooks as people keep them, with nothing in them that acts."""
