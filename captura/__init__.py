"""PRIVADO: cuentas, borradores, revisión y publicación. Publicar copia hacia `candidaturas`."""
