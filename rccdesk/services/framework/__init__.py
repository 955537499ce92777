"""What the RCC is asked to do: frameworks, assessments, links, gaps."""
