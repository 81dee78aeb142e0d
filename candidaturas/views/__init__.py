"""Las páginas públicas, un módulo por tema."""
