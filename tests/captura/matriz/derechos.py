"""Derechos: UTTAI y la propia persona. Para su actor político ninguna solicitud existe."""

from django.core.files.uploadedfile import SimpleUploadedFile

from captura.escaneos import Pagina
from captura.models import Derecho, Sentido
from captura.servicios.derechos import registrar_solicitud, resolver_solicitud
from conoceles.comun import reloj
from tests.captura.matriz.filas import fila
from tests.fabricas import imagen

VEN = (302, 404, 404, 404, 404, 404, 200, 200, 200, 404, 404, 404)
RESUELVE = (302, 404, 404, 404, 404, 404, 403, 403, 302, 404, 404, 404)
REGISTRAN = (302, 403, 403, 403, 404, 403, 200, 200, 200, 404, 404, 404)
MATRIZ = {
    "captura:derechos": fila("GET", 302, 403, 403, 403, 403, 403, 200, 200, 200, 403, 403, 403),
    "captura:derecho_nuevo": fila("GET", *REGISTRAN),
    "captura:derecho_nuevo POST": fila(
        "POST", 302, 403, 403, 403, 404, 403, 302, 302, 302, 404, 404, 404
    ),
    "captura:derecho": fila("GET", *VEN),
    "captura:derecho HEAD": fila("HEAD", *VEN),
    "captura:derecho_identificacion": fila("GET", *VEN),
    "captura:derecho_identificacion HEAD": fila("HEAD", *VEN),
    "captura:derecho_acuse": fila("GET", *VEN),
    "captura:derecho_resolver": fila("POST", *RESUELVE),
    "captura:derecho_cumplir": fila("POST", *RESUELVE),
    "captura:derecho_suprimir": fila("POST", *RESUELVE),
    # Coordinación, solo cuando ya procedió; la persona, desde que lo pide.
    "captura:derecho_datos": fila(
        "POST", 302, 404, 404, 404, 404, 404, 302, 403, 403, 404, 404, 404
    ),
    "captura:derecho_datos resuelta": fila(
        "POST", 302, 404, 404, 404, 404, 404, 302, 403, 302, 404, 404, 404
    ),
    "captura:derecho_enlace": fila(
        "POST", 302, 404, 404, 404, 404, 404, 403, 403, 403, 404, 404, 404
    ),
    "captura:derecho_enlace resuelta": fila(
        "POST", 302, 404, 404, 404, 404, 404, 403, 403, 302, 404, 404, 404
    ),
    # Otra cosa no da los datos a nadie.
    "captura:derecho_datos oposicion": fila(
        "POST", 302, 404, 404, 404, 404, 404, 403, 403, 403, 404, 404, 404
    ),
}
METODOS_REHUSADOS = {
    "captura:derechos": "POST",
    "captura:derecho_nuevo": "DELETE",
    "captura:derecho": "POST",
    "captura:derecho_identificacion": "OPTIONS",
    "captura:derecho_acuse": "POST",
    "captura:derecho_resolver": "GET",
    "captura:derecho_cumplir": "GET",
    "captura:derecho_suprimir": "GET",
    "captura:derecho_datos": "GET",
    "captura:derecho_enlace": "GET",
}


class Escenario:
    def _derechos(self, objetivo, papel, variante):
        return [], {}, ""

    def _derecho_nuevo(self, objetivo, papel, variante):
        datos = {
            "derecho": "acceso",
            "solicitante": "Persona Ficticia",
            "pide": "Todo lo que tengan sobre mí.",
            "recibida_el": "2023-04-10",
            "identificacion": SimpleUploadedFile("i.jpg", imagen(lado=300 + len(papel))),
        }
        return [objetivo.candidatura_id], datos, ""

    def _derecho(self, objetivo, papel, variante, derecho=Derecho.ACCESO, resuelta=False):
        solicitud = registrar_solicitud(
            candidatura=objetivo.candidatura,
            derecho=derecho,
            solicitante="Persona Ficticia",
            pide="Todo lo que tengan sobre mí.",
            identificacion=Pagina.de(papel.encode()),
            recibida_el=reloj.hoy(),
            adscripcion=self.papeles.cuentas["revision"],
        )
        if resuelta:
            resolver_solicitud(
                solicitud=solicitud,
                sentido=Sentido.PROCEDENTE,
                motivo="Acreditó quién es.",
                adscripcion=self.papeles.cuentas["coordinacion"],
            )
        return [solicitud.folio], {}, ""

    _derecho_identificacion = _derecho_acuse = _derecho

    def _derecho_resolver(self, objetivo, papel, variante):
        partes, _, _ = self._derecho(objetivo, papel, variante)
        return partes, {"sentido": "procedente", "motivo": "Acreditó quién es."}, ""

    def _derecho_cumplir(self, objetivo, papel, variante):
        partes, _, _ = self._derecho(objetivo, papel, variante, resuelta=True)
        return partes, {"efecto": "Se le entregaron sus datos."}, ""

    def _derecho_suprimir(self, objetivo, papel, variante):
        # Lo que se suprime de verdad se prueba aparte: aquí solo quién llega.
        partes, _, _ = self._derecho(objetivo, papel, variante, resuelta=True)
        return partes, {"entiendo": "on"}, ""

    def _derecho_enlace(self, objetivo, papel, variante):
        partes, _, _ = self._derecho(objetivo, papel, variante, resuelta=bool(variante))
        return partes, {"correo": "persona@example.org"}, ""

    def _derecho_datos(self, objetivo, papel, variante):
        derecho = Derecho.OPOSICION if variante == "oposicion" else Derecho.ACCESO
        return self._derecho(objetivo, papel, variante, derecho, resuelta=bool(variante))
