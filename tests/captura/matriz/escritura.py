"""Lo que pasa mientras se escribe un cuestionario."""

from django.core.files.uploadedfile import SimpleUploadedFile

from captura.models import EscritoFueraDeTiempo
from captura.servicios.declaraciones import guardar_declaracion
from conoceles.comun import reloj
from tests.captura.matriz.filas import fila
from tests.fabricas import documento

MATRIZ = {
    "captura:campo_guardar": fila(
        "POST", 302, 200, 200, 403, 404, 200, 200, 403, 403, 404, 404, 404
    ),
    "captura:campo_ayudas": fila("GET", 302, 200, 200, 403, 404, 200, 200, 403, 403, 404, 404, 404),
    "captura:escrito_usar": fila(
        "POST", 302, 302, 302, 403, 404, 302, 302, 403, 403, 404, 404, 404
    ),
    "captura:declaracion": fila("GET", 302, 200, 200, 403, 404, 200, 200, 403, 403, 404, 404, 404),
    "captura:declaracion POST": fila(
        "POST", 302, 302, 302, 403, 404, 302, 302, 403, 403, 404, 404, 404
    ),
    "captura:declaracion_pdf": fila(
        "GET", 302, 200, 200, 200, 404, 200, 200, 200, 200, 404, 404, 404
    ),
    "captura:declaracion_quitar": fila(
        "POST", 302, 302, 302, 403, 404, 302, 302, 403, 403, 404, 404, 404
    ),
}
METODOS_REHUSADOS = {
    "captura:campo_guardar": "GET",
    "captura:campo_ayudas": "POST",
    "captura:escrito_usar": "GET",
    "captura:declaracion": "PUT",
    "captura:declaracion_pdf": "POST",
    "captura:declaracion_quitar": "GET",
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

    def _declaracion(self, objetivo, papel, variante):
        archivo = SimpleUploadedFile("d.pdf", documento(papel))
        return [objetivo.pk, "fiscal"], {"archivo": archivo}, ""

    def _declaracion_pdf(self, objetivo, papel, variante):
        guardar_declaracion(
            cuestionario=objetivo,
            clase="fiscal",
            datos=documento("Hola"),
            adscripcion=self.papeles.cuentas["enlace"],
        )
        return [objetivo.pk, "fiscal"], {}, ""

    def _declaracion_quitar(self, objetivo, papel, variante):
        return self._declaracion_pdf(objetivo, papel, variante)
