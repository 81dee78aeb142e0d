"""El tablero de pendientes y sus recordatorios."""

from tests.captura.matriz.filas import fila

_VEN = fila("GET", 302, 200, 200, 200, 200, 200, 200, 200, 200, 403, 403, 403)

MATRIZ = {
    "captura:tablero": _VEN,
    "captura:tablero_csv": _VEN,
    "captura:recordatorios": _VEN,
    "captura:recordar": fila("POST", 302, 302, 302, 302, 302, 403, 403, 302, 302, 403, 403, 403),
}
METODOS_REHUSADOS = {
    "captura:tablero": "POST",
    "captura:tablero_csv": "POST",
    "captura:recordatorios": "POST",
    "captura:recordar": "GET",
}


class Escenario:
    def _tablero(self, objetivo, papel, variante):
        return [], {}, ""

    def _tablero_csv(self, objetivo, papel, variante):
        return [], {}, ""

    def _recordatorios(self, objetivo, papel, variante):
        return [], {}, ""

    def _recordar(self, objetivo, papel, variante):
        return [], {"elegidas": [objetivo.pk]}, ""
