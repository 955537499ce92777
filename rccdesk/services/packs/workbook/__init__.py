"""What a pack as a workbook is made of: its sheets, their widths, and how they are printed."""
