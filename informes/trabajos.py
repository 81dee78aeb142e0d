"""Lo que el trabajador hace por los informes."""

from datetime import datetime

from candidaturas.models import ProcesoElectoral
from captura.permisos import VEN_INFORMES
from captura.servicios.trabajos import Resultado, ejecuta
from informes.cuantitativo.formatos import formato
from informes.cuantitativo.reporte import construir

PASOS_DEL_CUANTITATIVO = 2


@ejecuta("informe_cuantitativo", titulo="Informe cuantitativo", roles=VEN_INFORMES)
def hacer_cuantitativo(trabajo, avance) -> Resultado:
    pedido = trabajo.parametros
    avance(0, PASOS_DEL_CUANTITATIVO)
    corte = datetime.fromisoformat(pedido["corte"])
    anterior = datetime.fromisoformat(pedido["anterior"]) if pedido["anterior"] else None
    proceso = ProcesoElectoral.objects.get(clave=pedido["proceso"])
    reporte = construir(proceso, corte, anterior=anterior)
    avance(1, PASOS_DEL_CUANTITATIVO)
    avance.temporal.write_bytes(formato(pedido["formato"]).generar(reporte))
    return Resultado(f"cuantitativo-{proceso.clave}-{corte:%Y%m%dT%H%M}.{pedido['formato']}")
