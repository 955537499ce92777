"""Charts on the screen: every ChartSpec is drawn here, and only drawn."""
