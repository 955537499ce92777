"""What a pack as a document is made of: real styles, tables, pictures, the RCC's own template."""
