"""Todo lo que escribe. Cada servicio comprueba alcance y capacidad, bloquea, escribe y anota."""
