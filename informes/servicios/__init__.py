"""Lo que escribe en los informes. Cada decisión comprueba, bloquea, escribe y deja su rastro."""
