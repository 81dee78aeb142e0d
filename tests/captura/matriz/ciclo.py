"""El ciclo de vida de los datos: lo ven coordinación, comisión, secretaría y sistemas."""

from django.core.files.base import ContentFile

from candidaturas.models import EstadoDeProceso
from captura.models import ActaDeSupresion, SupresionPedida
from conoceles.comun import reloj
from tests.captura.matriz.filas import fila
from tests.fabricas import ProcesoFactory

_VEN = fila("GET", 302, *(403,) * 7, 200, 200, 200, 200)

MATRIZ = {
    "captura:ciclos": _VEN,
    "captura:ciclo": _VEN,
    "captura:ciclo_avanzar": fila("GET", 302, *(403,) * 7, 200, 403, 403, 403),
    "captura:ciclo_avanzar POST": fila("POST", 302, *(403,) * 7, 302, 403, 403, 403),
    "captura:supresion": fila("GET", 302, *(403,) * 7, 200, 403, 403, 403),
    "captura:supresion POST": fila("POST", 302, *(403,) * 7, 302, 403, 403, 403),
    "captura:supresion_resolver": fila("POST", 302, *(403,) * 7, 302, 302, 302, 403),
    "captura:acta_de_supresion": _VEN,
}
METODOS_REHUSADOS = {
    "captura:supresion": "DELETE",
    "captura:supresion_resolver": "GET",
    "captura:acta_de_supresion": "POST",
    "captura:ciclos": "POST",
    "captura:ciclo": "POST",
    "captura:ciclo_avanzar": "DELETE",
}


class Escenario:
    def _cerrado(self):
        proceso = ProcesoFactory(
            clave="anterior", nombre="Anterior", estado=EstadoDeProceso.CERRADO, vigente=False
        )
        proceso.parametros.update_or_create(
            clave="despublicacion_el", defaults={"valor": "2020-01-01", "cita": "Acuerdo"}
        )
        return proceso

    def _ciclos(self, objetivo, papel, variante):
        return [], {}, ""

    def _ciclo(self, objetivo, papel, variante):
        return [self._cerrado().pk], {}, ""

    def _ciclo_avanzar(self, objetivo, papel, variante):
        return [self._cerrado().pk], {"hacia": "despublicado"}, ""

    def _bloqueado(self):
        proceso = self._cerrado()
        proceso.parametros.update_or_create(
            clave="supresion_el", defaults={"valor": "2020-01-01", "cita": "Acuerdo"}
        )
        proceso.ciclo, proceso.ciclo_desde = "bloqueado", reloj.ahora()
        proceso.save()
        return proceso

    def _supresion(self, objetivo, papel, variante):
        proceso = self._bloqueado()
        proceso.supresiones.all().delete()
        return [proceso.pk], {"motivo": "Acuerdo de ejemplo", "entiendo": "on"}, ""

    def _supresion_resolver(self, objetivo, papel, variante):
        proceso = self._bloqueado()
        proceso.supresiones.all().delete()
        peticion = SupresionPedida.objects.create(
            proceso=proceso,
            motivo="Acuerdo",
            pide=self.papeles.cuentas["revision"].usuario,
            pedida_en=reloj.ahora(),
        )
        return [peticion.pk], {"confirmar": "1"}, ""

    def _acta_de_supresion(self, objetivo, papel, variante):
        acta = ActaDeSupresion(
            folio=f"ACT-{papel}",
            proceso=self.papeles.proceso,
            suprimido=[],
            conservado=[],
            motivo="Acuerdo",
            huella="0" * 64,
            levantada_en=reloj.ahora(),
        )
        acta.archivo.save("acta.pdf", ContentFile(b"%PDF"), save=True)
        return [acta.folio], {}, ""
