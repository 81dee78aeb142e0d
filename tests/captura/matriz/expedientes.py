"""El expediente de cada actor y la carpeta de archivo."""

from tests.captura.matriz.filas import fila

MATRIZ = {
    "captura:expedientes": fila("GET", 302, 200, 200, 200, 200, 403, 403, 200, 200, 403, 403, 403),
    "captura:expediente_pedir": fila(
        "POST", 302, 302, 302, 403, 404, 403, 403, 302, 302, 403, 403, 403
    ),
    "captura:carpeta_pedir": fila(
        "POST", 302, 403, 403, 403, 403, 403, 403, 302, 302, 403, 403, 403
    ),
}
METODOS_REHUSADOS = {
    "captura:expedientes": "POST",
    "captura:expediente_pedir": "GET",
    "captura:carpeta_pedir": "GET",
}


class Escenario:
    def _expedientes(self, objetivo, papel, variante):
        return [], {}, ""

    def _expediente_pedir(self, objetivo, papel, variante):
        return [objetivo.candidatura.formula.actor_id], {}, ""

    def _carpeta_pedir(self, objetivo, papel, variante):
        return [], {}, ""
