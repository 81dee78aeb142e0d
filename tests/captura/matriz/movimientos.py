"""Sustituciones, bajas y cambios de actor."""

from captura.models import Causa, ClaseDeMovimiento
from captura.servicios.sustituciones import dar_de_baja
from conoceles.comun import reloj
from tests.captura.matriz.filas import fila
from tests.fabricas import ActorFactory, CuestionarioFactory, FormulaFactory

_LEE_UTTAI = fila("GET", 302, 403, 403, 403, 403, 403, 403, 200, 200, 403, 403, 403)
_COORDINACION_ABRE = fila("GET", 302, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403)
_COORDINACION_HACE = fila("POST", 302, 403, 403, 403, 403, 403, 403, 403, 302, 403, 403, 403)

MATRIZ = {
    "captura:movimientos": _LEE_UTTAI,
    "captura:movimiento": _LEE_UTTAI,
    "captura:movimiento_deshacer": _COORDINACION_HACE,
    "captura:cambio_de_actor": _COORDINACION_ABRE,
    "captura:cambio_de_actor POST": _COORDINACION_HACE,
    "captura:mover": fila("GET", 302, 403, 403, 403, 404, 403, 403, 403, 200, 404, 404, 404),
    "captura:mover POST": fila("POST", 302, 403, 403, 403, 404, 403, 403, 403, 302, 404, 404, 404),
}
METODOS_REHUSADOS = {
    "captura:movimientos": "POST",
    "captura:movimiento": "POST",
    "captura:movimiento_deshacer": "GET",
    "captura:cambio_de_actor": "DELETE",
    "captura:mover": "DELETE",
}


class Escenario:
    def _movimientos(self, objetivo, papel, variante):
        return [], {}, ""

    def _movimiento(self, objetivo, papel, variante):
        otra = CuestionarioFactory(candidatura__formula=FormulaFactory(actor=self.papeles.a))
        movimiento = dar_de_baja(
            candidatura=otra.candidatura,
            causa=Causa.RENUNCIA,
            acuerdo="IEC/CG/000/2023",
            surte_efecto_en=reloj.ahora(),
            adscripcion=self.papeles.cuentas["coordinacion"],
        )
        return [movimiento.pk], {"motivo": "Fue un error."}, ""

    def _movimiento_deshacer(self, objetivo, papel, variante):
        return self._movimiento(objetivo, papel, variante)

    def _cambio_de_actor(self, objetivo, papel, variante):
        formula = FormulaFactory(actor=self.papeles.a)
        CuestionarioFactory(candidatura__formula=formula)
        datos = {
            "paso": "2",
            "actor": ActorFactory(proceso=self.papeles.proceso).pk,
            "acuerdo": "IEC/CG/000/2023",
            "efecto_el": "2023-05-03",
            "efecto_a_las": "10:00",
            "formulas": [formula.pk],
        }
        return [], datos, f"?de={self.papeles.a.pk}"

    def _mover(self, objetivo, papel, variante):
        datos = {
            "paso": "3",
            "clase": ClaseDeMovimiento.BAJA,
            "causa": Causa.RENUNCIA,
            "acuerdo": "IEC/CG/000/2023",
            "efecto_el": "2023-05-03",
            "efecto_a_las": "10:00",
        }
        return [objetivo.candidatura_id], datos, ""
