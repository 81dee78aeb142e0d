"""La bitácora: UTTAI y sistemas leen todo; el enlace, lo de su actor."""

from captura.bitacora import anotar
from captura.models import ClaseDeActo
from tests.captura.matriz.filas import fila

_LISTA = fila("GET", 302, 200, 200, 200, 200, 403, 403, 200, 200, 403, 403, 200)

MATRIZ = {
    "captura:bitacora": _LISTA,
    "captura:bitacora_csv": _LISTA,
    # El acto es de la coalición: su integrante que no captura, ni nadie de fuera, sabe que existe.
    "captura:acto": fila("GET", 302, 200, 200, 404, 404, 404, 404, 200, 200, 404, 404, 403),
}
METODOS_REHUSADOS = {
    "captura:bitacora": "POST",
    "captura:bitacora_csv": "POST",
    "captura:acto": "DELETE",
}


class Escenario:
    def _bitacora(self, objetivo, papel, variante):
        return [], {}, ""

    def _bitacora_csv(self, objetivo, papel, variante):
        return [], {}, ""

    def _acto(self, objetivo, papel, variante):
        acto = anotar(
            clase=ClaseDeActo.DIFUSION,
            proceso=self.papeles.proceso,
            candidatura=self.papeles.cuestionario.candidatura,
            autor=None,
        )
        return [acto.pk], {}, ""
