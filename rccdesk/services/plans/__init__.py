"""The cancer plan and the plans under it: goals, activities, regions, follow-up, obstacles."""
