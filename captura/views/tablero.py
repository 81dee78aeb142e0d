"""El tablero de pendientes: leerlo, bajarlo y recordar a las elegidas."""

import csv

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from candidaturas.abiertos.celdas import segura
from captura import tablero
from captura.consultas import actores_del_proceso, filtrar, proceso_de_trabajo
from captura.forms.tablero import TableroForm
from captura.models import Cuestionario, Recordatorio
from captura.permisos import puede_recordar, puede_ver_tablero
from captura.servicios.recordatorios import DE_UNA_VEZ, NoSeRecuerda, recordar
from captura.views.alcance import exigir
from conoceles.comun import reloj

POR_PAGINA = 25
SIN_CORREO = (
    " Ponga su correo para aclaraciones en el cuestionario o invite a la persona en «Cuentas»."
)
COLUMNAS = (
    "folio", "nombre", "cargo", "territorio", "calidad", "actor", "estado", "le_falta",
    "consentimiento", "plazo", "vence", "dias_que_quedan", "ultimo_recordatorio",
)  # fmt: skip


def _proceso(request):
    if request.adscripcion is None:
        raise PermissionDenied
    exigir(puede_ver_tablero(request.adscripcion))
    return proceso_de_trabajo(request.adscripcion)


def _lista(request, proceso) -> tuple[TableroForm, list[tablero.Renglon], list[tablero.Renglon]]:
    """El formulario, todos los renglones del alcance y los que cumplen los filtros."""
    adscripcion = request.adscripcion
    actores = actores_del_proceso(proceso) if adscripcion.es_instituto else None
    form = TableroForm(request.GET, actores=actores)
    if proceso is None:
        return form, [], []
    alcance = Cuestionario.objects.visibles_para(adscripcion).filter(candidatura__proceso=proceso)
    todos = tablero.renglones(filtrar(alcance, **form.criterios()), proceso, adscripcion)
    return form, todos, tablero.acotar(todos, **form.acotan())


@require_safe
def pagina(request):
    proceso = _proceso(request)
    form, todos, hallados = _lista(request, proceso)
    pagina = Paginator(hallados, POR_PAGINA).get_page(request.GET.get("pagina"))
    tablero.completar(pagina.object_list, proceso)
    return render(
        request,
        "captura/tablero/tablero.html",
        {
            "proceso": proceso,
            "form": form,
            "pagina": pagina,
            "cuentas": [
                (falta.value, falta.label, cuantas) for falta, cuantas in tablero.cuentas(todos)
            ],
            "recuerda": puede_recordar(request.adscripcion),
            "todas": len(hallados) if POR_PAGINA < len(hallados) <= DE_UNA_VEZ else 0,
            "consulta": request.GET.urlencode(),
            "hoy": reloj.hoy(),
        },
    )


@require_POST
def enviar_recordatorios(request):
    """A las marcadas o, con `todas`, a las que cumplen los filtros de la dirección."""
    proceso = _proceso(request)
    exigir(puede_recordar(request.adscripcion))
    if "todas" in request.POST:
        elegidas = [r.pk for r in _lista(request, proceso)[2]]
    else:
        elegidas = [int(pk) for pk in request.POST.getlist("elegidas") if pk.isdecimal()]
    try:
        resultado = recordar(
            cuestionarios=elegidas, proceso=proceso, adscripcion=request.adscripcion
        )
    except NoSeRecuerda as error:
        messages.error(request, str(error))
    else:
        aviso = messages.success if resultado.enviados else messages.info
        aviso(request, _en_palabras(resultado))
    return redirect(f"{reverse('captura:tablero')}?{request.GET.urlencode()}")


def _en_palabras(resultado) -> str:
    frases = [f"Recordatorios por enviar: {resultado.enviados}."]
    for cuantas, cuales, que_hacer in (
        (resultado.repetidos, "Ya se recordaron hoy", ""),
        (resultado.sin_faltas, "Sin nada que recordar", ""),
        (resultado.sin_correo, "Sin correo a dónde escribir", SIN_CORREO),
    ):
        if cuantas:
            frases.append(f"{cuales}: {cuantas}.{que_hacer}")
    return " ".join(frases)


@require_safe
def hoja(request):
    """Lo mismo que se ve, con los mismos filtros, para una hoja de cálculo."""
    proceso = _proceso(request)
    _, _, hallados = _lista(request, proceso)
    tablero.completar(hallados, proceso)
    respuesta = HttpResponse(content_type="text/csv; charset=utf-8")
    nombre = f"tablero-{reloj.hoy().isoformat()}.csv"
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}"'
    respuesta.write("\ufeff")  # sin la marca, Excel no entiende los acentos
    escritor = csv.writer(respuesta)
    escritor.writerow(COLUMNAS)
    for renglon in hallados:
        escritor.writerow([segura(celda) for celda in _celdas(renglon)])
    return respuesta


def _celdas(renglon: tablero.Renglon) -> list:
    candidatura = renglon.cuestionario.candidatura
    eleccion, plazo = candidatura.formula.eleccion, renglon.plazo
    return [
        candidatura.folio,
        candidatura.nombre,
        eleccion.cargo.nombre,
        eleccion.nombre_territorio,
        candidatura.get_tipo_display(),
        candidatura.formula.actor.nombre,
        renglon.cuestionario.get_estado_display(),
        " | ".join(renglon.detalle),
        "" if renglon.consentimiento is None else renglon.consentimiento or "Sin consentimiento",
        plazo.clase.label if plazo else "",
        plazo.vence_en.isoformat() if plazo else "",
        plazo.quedan if plazo else "",
        renglon.recordada_el.isoformat() if renglon.recordada_el else "",
    ]


@require_safe
def recordatorios(request):
    """La constancia de cada recordatorio, dentro del alcance."""
    proceso = _proceso(request)
    alcance = Cuestionario.objects.visibles_para(request.adscripcion).filter(
        candidatura__proceso=proceso
    )
    hechos = Recordatorio.objects.filter(
        candidatura__in=alcance.values("candidatura")
    ).select_related("candidatura__formula__actor", "correo", "pedido_por__adscripcion")
    return render(
        request,
        "captura/tablero/recordatorios.html",
        {
            "proceso": proceso,
            "pagina": Paginator(hechos, POR_PAGINA).get_page(request.GET.get("pagina")),
            "del_instituto": request.adscripcion.es_instituto,
        },
    )
