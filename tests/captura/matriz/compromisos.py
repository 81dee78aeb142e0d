"""Los textos de los compromisos y el retiro de una firma."""

from captura.servicios.compromisos import firmar
from tests.captura.matriz.filas import fila
from tests.fabricas import VersionFactory

SOLO_UTTAI = (302, 403, 403, 403, 403, 403, 403, 200, 200, 403, 403, 403)
SOLO_UTTAI_ESCRIBE = (302, 403, 403, 403, 403, 403, 403, 302, 302, 403, 403, 403)
MATRIZ = {
    "captura:compromisos_textos": fila("GET", *SOLO_UTTAI),
    "captura:familia_nueva": fila("GET", *SOLO_UTTAI),
    "captura:familia_nueva POST": fila("POST", *SOLO_UTTAI_ESCRIBE),
    "captura:version_nueva": fila("GET", *SOLO_UTTAI),
    "captura:version_nueva POST": fila("POST", *SOLO_UTTAI_ESCRIBE),
    "captura:version_de_compromisos": fila("GET", *SOLO_UTTAI),
    "captura:version_de_compromisos POST": fila("POST", *SOLO_UTTAI_ESCRIBE),
    "captura:firma_retirar": fila(
        "POST", 302, 403, 403, 403, 404, 403, 403, 403, 302, 404, 404, 404
    ),
}
METODOS_REHUSADOS = {
    "captura:compromisos_textos": "POST",
    "captura:familia_nueva": "DELETE",
    "captura:version_nueva": "DELETE",
    "captura:version_de_compromisos": "DELETE",
    "captura:firma_retirar": "GET",
}


class Escenario:
    def _compromisos_textos(self, objetivo, papel, variante):
        return [], {}, ""

    def _familia_nueva(self, objetivo, papel, variante):
        return [], {"nombre": f"Familia {papel}", "nombre_en_informe": "los compromisos"}, ""

    def _version_escrita(self, nombre, **mas):
        return {
            "nombre": nombre,
            "textos": "Uno.\n\nDos.",
            "vigente_desde": "2023-04-01T10:00",
            **mas,
        }

    def _version_nueva(self, objetivo, papel, variante):
        return [self._familia().pk], self._version_escrita(f"versión {papel}"), ""

    def _version_de_compromisos(self, objetivo, papel, variante):
        version = VersionFactory(familia=self._familia(), nombre=f"v {papel}")
        return [version.pk], self._version_escrita(version.nombre, huella=version.huella), ""

    def _firma_retirar(self, objetivo, papel, variante):
        self._solicitud(objetivo, atendida=True)
        version = VersionFactory(familia=self._familia(), nombre=f"v {papel}")
        firma = firmar(
            candidatura=objetivo.candidatura,
            version=version,
            compromisos=list(version.compromisos.values_list("pk", flat=True)),
            firmante="Persona Ficticia",
            adscripcion=self.papeles.cuentas["enlace"],
        )
        return [firma.folio], {"motivo": "Lo pidió por oficio."}, ""
