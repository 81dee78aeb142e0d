"""Lo que pasa mientras se escribe un cuestionario."""

from captura.models import EscritoFueraDeTiempo
from conoceles.comun import reloj
from tests.captura.matriz.filas import fila

MATRIZ = {
    "captura:campo_guardar": fila(
        "POST", 302, 200, 200, 403, 404, 200, 200, 403, 403, 404, 404, 404
    ),
    "captura:campo_ayudas": fila("GET", 302, 200, 200, 403, 404, 200, 200, 403, 403, 404, 404, 404),
    "captura:escrito_usar": fila(
        "POST", 302, 302, 302, 403, 404, 302, 302, 403, 403, 404, 404, 404
    ),
}
METODOS_REHUSADOS = {
    "captura:campo_guardar": "GET",
    "captura:campo_ayudas": "POST",
    "captura:escrito_usar": "GET",
}


class Escenario:
    def _campo_guardar(self, objetivo, papel, variante):
        objetivo.refresh_from_db()
        suya = self.papeles.cuentas.get(papel)
        cuenta = suya.usuario_id if suya else 0
        datos = {"propuesta_1": papel, "version": objetivo.version, "cuenta": cuenta}
        return [objetivo.pk, "propuesta_1"], datos, ""

    def _campo_ayudas(self, objetivo, papel, variante):
        return [objetivo.pk, "propuesta_1"], {}, ""

    def _escrito_usar(self, objetivo, papel, variante):
        EscritoFueraDeTiempo.objects.all().delete()
        escrito = EscritoFueraDeTiempo.objects.create(
            folio=f"ESC-{papel}",
            cuestionario=objetivo,
            autor=self.papeles.cuentas["enlace"].usuario,
            campos={},
            version=objetivo.version,
            recibido_en=reloj.ahora(),
        )
        return [objetivo.pk, escrito.folio], {}, ""
