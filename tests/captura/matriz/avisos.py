"""El aviso de privacidad: lo lee toda cuenta y lo publica coordinación."""

from candidaturas.models import AvisoDePrivacidad
from tests.captura.matriz.filas import fila
from tests.fabricas import con_aviso

SOLO_COORDINACION = (302, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403)
MATRIZ = {
    "captura:aviso": fila("GET", 302, *[200] * 11),
    "captura:aviso POST": fila("POST", *[302] * 12),
    "captura:avisos": fila("GET", *SOLO_COORDINACION),
    "captura:aviso_nuevo": fila("GET", *SOLO_COORDINACION),
    "captura:aviso_nuevo POST": fila("POST", *SOLO_COORDINACION),
}
METODOS_REHUSADOS = {
    "captura:aviso": "DELETE",
    "captura:avisos": "POST",
    "captura:aviso_nuevo": "DELETE",
}


class Escenario:
    def _aviso_vigente(self):
        return AvisoDePrivacidad.objects.vigente() or con_aviso()

    def _aviso(self, objetivo, papel, variante):
        return [], {"leido": "on", "version": self._aviso_vigente().version}, ""

    def _avisos(self, objetivo, papel, variante):
        return [], {}, ""

    def _aviso_nuevo(self, objetivo, papel, variante):
        # Con «ver» no se publica: publicado, a los papeles que siguen se les pediría leerlo.
        return [], {"simplificado": "Uno.", "integral": "Dos.", "vista": 0, "ver": "1"}, ""
