"""Widgets that several pages share. They paint with tokens only and know no services."""
