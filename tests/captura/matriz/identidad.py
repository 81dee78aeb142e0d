"""Identidad: la contesta la persona; quien captura y UTTAI solo saben si está contestada."""

from captura.identidad import contenido_de_partida
from captura.servicios.captura_de_identidad import crear_cuestionario_de_identidad
from captura.servicios.consentimientos import Decision, firmar_consentimiento
from tests.captura.matriz.consentimientos import VEN
from tests.captura.matriz.filas import fila

SOLO_ELLA = (302, 403, 403, 403, 404, 403, 200, 403, 403, 404, 404, 404)
MATRIZ = {
    "captura:identidad": fila("GET", *VEN),
    "captura:identidad HEAD": fila("HEAD", *VEN),
    "captura:identidad_bloque": fila("GET", *SOLO_ELLA),
    "captura:identidad_bloque HEAD": fila("HEAD", *SOLO_ELLA),
    "captura:identidad_bloque POST": fila(
        "POST", 302, 403, 403, 403, 404, 403, 302, 403, 403, 404, 404, 404
    ),
}
METODOS_REHUSADOS = {"captura:identidad": "POST", "captura:identidad_bloque": "OPTIONS"}


class Escenario:
    def _identidad(self, objetivo, papel, variante):
        if not self.papeles.proceso.cuestionarios_de_identidad.exists():
            crear_cuestionario_de_identidad(
                proceso=self.papeles.proceso, contenido=contenido_de_partida()
            )
            firmar_consentimiento(
                candidatura=self.papeles.cuestionario.candidatura,
                formato=self._formato_vigente(),
                decision=Decision(tratamiento=True),
                firmante="Persona Ficticia",
                adscripcion=self.papeles.cuentas["candidata"],
            )
        return [objetivo.candidatura_id], {}, ""

    def _identidad_bloque(self, objetivo, papel, variante):
        partes, _, _ = self._identidad(objetivo, papel, variante)
        return [*partes, "afromexicana"], {"afromexicana": "pnc"}, ""
