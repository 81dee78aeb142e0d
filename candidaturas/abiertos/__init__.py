"""Datos abiertos: los archivos que cualquiera se lleva, y cómo se cortan, guardan y retiran."""
