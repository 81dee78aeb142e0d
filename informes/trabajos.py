"""Lo que el trabajador hace por los informes."""

from datetime import datetime

from django.utils import timezone

from candidaturas.models import ProcesoElectoral
from captura.permisos import VEN_INFORMES
from captura.servicios.trabajos import Resultado, ejecuta
from informes.cuantitativo.formatos import formato
from informes.cuantitativo.reporte import construir
from informes.omisiones import foto
from informes.omisiones import pdf as omisiones_en_pdf
from informes.omisiones import xlsx as omisiones_en_xlsx
from informes.omisiones.lista import Filtro

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


@ejecuta("omisiones", titulo=foto.TITULO, roles=VEN_INFORMES)
def hacer_omisiones(trabajo, avance) -> Resultado:
    pedido = trabajo.parametros
    proceso = ProcesoElectoral.objects.get(clave=pedido["proceso"])
    filtro = Filtro(pedido["actor"], pedido["falta"], pedido["apremio"])
    datos = trabajo.carpeta / "omisiones.jsonl"
    tomada = foto.tomar(datos, proceso, filtro, avance, criterios=pedido["criterios"])
    formato = {"pdf": omisiones_en_pdf, "xlsx": omisiones_en_xlsx}[pedido["formato"]]
    formato.escribir(tomada, avance.temporal)
    cuantas = sum(actor.omisas for actor in tomada.actores())
    momento = timezone.localtime(tomada.momento)
    nombre = f"omisiones-{proceso.clave}-{momento:%Y%m%dT%H%M}.{pedido['formato']}"
    return Resultado(nombre, f"Candidaturas con omisiones: {cuantas}.")
