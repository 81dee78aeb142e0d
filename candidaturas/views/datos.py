"""Los datos abiertos: la página que los ofrece y la dirección estable de cada archivo."""

from django.db.models import Prefetch
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response

from candidaturas import consultas
from candidaturas.abiertos import cortes
from candidaturas.abiertos.archivos import diccionario
from candidaturas.abiertos.columnas import DEL_INE
from candidaturas.frescura import pagina_fresca
from candidaturas.models import ArchivoDeDatos, Eleccion, ProcesoElectoral
from candidaturas.terminados import avisa_si_termino
from candidaturas.views.estadisticas import proceso_pedido
from conoceles.comun.cache_publico import POLITICA
from conoceles.comun.lectura import solo_lectura

QUE_ES = {
    "candidaturas.csv": "La base completa",
    "candidaturas.xlsx": "La base completa, con su diccionario",
    "candidaturas.json": "La base completa, con las listas enteras",
    "diccionario.csv": "Qué significa cada columna",
    "formato-ine.csv": "Con las 25 columnas de la exportación del INE",
    "formato-ine.xlsx": "Con las 25 columnas de la exportación del INE",
    "LEEME.txt": "Licencia, notas y huellas",
}
TIPOS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@pagina_fresca(lambda: [cortes.ETIQUETA])
@solo_lectura
@avisa_si_termino
def pagina(request):
    procesos = consultas.procesos_publicos()
    proceso, aviso = proceso_pedido(request, procesos)
    todos = cortes.cortes_de(proceso) if proceso else []
    ofrecidos = [c for c in todos if cortes.se_ofrece(c, proceso)]
    ultimo = ofrecidos[0] if ofrecidos else None
    return render(
        request,
        "candidaturas/datos.html",
        {
            "seccion_actual": "datos",
            "url_absoluta": request.build_absolute_uri(request.path),
            "proceso": proceso,
            "procesos": procesos,
            "aviso": aviso,
            "licencia": proceso.parametro("licencia_de_datos") if proceso else "",
            "ultimo": ultimo,
            "archivos": _con_su_descripcion(ultimo) if ultimo else [],
            "anteriores": [{"corte": c, "se_ofrece": c in ofrecidos} for c in todos if c != ultimo],
            "diccionario": diccionario()[1:],
            "columnas_del_ine": [c.nombre for c in DEL_INE],
            "elecciones": _elecciones(proceso) if proceso else [],
        },
    )


@solo_lectura
def archivo(request, clave, nombre):
    """Un archivo de un corte; con el nombre sin fecha, lleva al del corte más reciente."""
    conocidos = ProcesoElectoral.objects.publicos() | ProcesoElectoral.objects.terminados()
    proceso = get_object_or_404(conocidos.prefetch_related("parametros"), clave=clave)
    if nombre in QUE_ES:
        return _al_mas_reciente(proceso, nombre)
    pedido = get_object_or_404(
        ArchivoDeDatos.objects.select_related("corte__proceso"),
        corte__proceso=proceso,
        nombre=nombre,
    )
    if not cortes.se_ofrece(pedido.corte, proceso):
        return render(
            request,
            "candidaturas/corte_retirado.html",
            {"seccion_actual": "datos", "archivo": pedido, "proceso": proceso},
            status=410,
        )
    etag = f'"{pedido.sha256}"'
    return get_conditional_response(request, etag=etag) or _descarga(pedido, etag)


def _descarga(pedido: ArchivoDeDatos, etag: str) -> FileResponse:
    try:
        contenido = cortes.almacen().open(cortes.ruta_de(pedido))
    except FileNotFoundError as error:
        raise Http404 from error
    respuesta = FileResponse(contenido, as_attachment=True, filename=pedido.nombre)
    respuesta["Content-Type"] = TIPOS[pedido.nombre.rpartition(".")[2]]
    respuesta["ETag"] = etag
    respuesta["Cache-Control"] = POLITICA
    return respuesta


def _al_mas_reciente(proceso: ProcesoElectoral, clase: str):
    for corte in cortes.cortes_de(proceso):
        if cortes.se_ofrece(corte, proceso):
            de_su_clase = get_object_or_404(corte.archivos, clase=clase)
            return redirect("candidaturas:datos_archivo", proceso.clave, de_su_clase.nombre)
    raise Http404


def _con_su_descripcion(corte) -> list[dict]:
    return [{"archivo": a, "que_es": QUE_ES[a.clase]} for a in corte.archivos.all()]


def _elecciones(proceso: ProcesoElectoral) -> list:
    elecciones = Eleccion.objects.order_by("orden")
    return list(
        proceso.cargos.prefetch_related(Prefetch("elecciones", elecciones)).order_by("orden")
    )
