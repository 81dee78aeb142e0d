"""El avance de los trabajos y sus archivos. Cada quien ve los suyos y los que su rol comparte."""

from captura.servicios.ejecucion import ejecutar
from captura.servicios.trabajos import pedir
from tests import trabajos_de_prueba  # noqa: F401
from tests.captura.matriz.filas import fila

# «enlace» abre uno propio; los demás, uno compartido con quienes revisan.
MATRIZ = {
    "captura:trabajos": fila("GET", 302, *[200] * 11),
    "captura:trabajo": fila("GET", 302, 200, 200, 404, 404, 404, 404, 200, 200, 404, 404, 404),
    "captura:trabajo_cancelar": fila(
        "POST", 302, 302, 302, 404, 404, 404, 404, 302, 302, 404, 404, 404
    ),
    "captura:trabajo_bajar": fila(
        "GET", 302, 200, 200, 404, 404, 404, 404, 200, 200, 404, 404, 404
    ),
}
METODOS_REHUSADOS = {
    "captura:trabajos": "POST",
    "captura:trabajo": "POST",
    "captura:trabajo_cancelar": "GET",
    "captura:trabajo_bajar": "POST",
}


class Escenario:
    def _trabajos(self, objetivo, papel, variante):
        return [], {}, ""

    def _trabajo(self, objetivo, papel, variante):
        propio = papel.startswith("enlace") and papel != "enlace_de_coalicion_que_lee"
        return (
            [
                pedir(
                    clase="prueba_inmediata" if propio else "prueba_compartida",
                    clave="la de la matriz",
                    parametros={},
                    adscripcion=self.papeles.cuentas["enlace" if propio else "revision"],
                ).pk
            ],
            {},
            "",
        )

    _trabajo_cancelar = _trabajo

    def _trabajo_bajar(self, objetivo, papel, variante):
        partes, datos, consulta = self._trabajo(objetivo, papel, variante)
        ejecutar(partes[0])
        return partes, datos, consulta
