"""Development of Swedish cancer care: goals, figures, decisions and results in one local file."""

__version__ = "0.1.0"
