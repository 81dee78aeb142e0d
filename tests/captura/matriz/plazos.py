"""Plazos, días inhábiles y prórrogas."""

from datetime import date

from candidaturas.models import Candidatura, Parametro
from captura.models import DiaInhabil, Prorroga
from conoceles.comun import reloj
from tests.captura.matriz.filas import fila

_SOLO_UTTAI_LEE = fila("GET", 302, 403, 403, 403, 403, 403, 403, 200, 200, 403, 403, 403)
_SOLO_COORDINACION = fila("POST", 302, 403, 403, 403, 403, 403, 403, 403, 302, 403, 403, 403)

MATRIZ = {
    "captura:plazos": _SOLO_UTTAI_LEE,
    "captura:inhabil": _SOLO_COORDINACION,
    "captura:inhabil_quitar": _SOLO_COORDINACION,
    "captura:prorroga_pedir": fila(
        "GET", 302, 200, 200, 403, 404, 200, 200, 403, 403, 404, 404, 404
    ),
    "captura:prorroga_pedir POST": fila(
        "POST", 302, 302, 302, 403, 404, 302, 302, 403, 403, 404, 404, 404
    ),
    "captura:prorroga": fila("GET", 302, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403),
    "captura:prorroga POST": _SOLO_COORDINACION,
}
METODOS_REHUSADOS = {
    "captura:plazos": "POST",
    "captura:inhabil": "GET",
    "captura:inhabil_quitar": "GET",
    "captura:prorroga_pedir": "DELETE",
    "captura:prorroga": "DELETE",
}


class Escenario:
    def _plazos(self, objetivo, papel, variante):
        return [], {}, ""

    def _inhabil(self, objetivo, papel, variante):
        return [], {"dia": "2023-05-10", "motivo": "Acuerdo de ejemplo"}, ""

    def _inhabil_quitar(self, objetivo, papel, variante):
        dia, _ = DiaInhabil.objects.get_or_create(dia=date(2023, 5, 1), motivo="Ejemplo")
        return [dia.pk], {}, ""

    def _con_plazo(self, objetivo):
        Candidatura.objects.update(registrada_el=reloj.hoy())
        Parametro.objects.get_or_create(
            proceso=self.papeles.proceso, clave="dias_captura", defaults={"valor": "15"}
        )
        Prorroga.objects.all().delete()

    def _prorroga_pedir(self, objetivo, papel, variante):
        self._con_plazo(objetivo)
        return [objetivo.pk], {"motivo": "Se cayó la red."}, ""

    def _prorroga(self, objetivo, papel, variante):
        self._con_plazo(objetivo)
        prorroga = Prorroga.objects.create(
            cuestionario=objetivo,
            vencia_en=reloj.ahora(),
            motivo="Se cayó la red.",
            pedida_por=self.papeles.cuentas["enlace"].usuario,
            pedida_en=reloj.ahora(),
        )
        return [prorroga.pk], {"decision": "negar", "respuesta": "No procede."}, ""
