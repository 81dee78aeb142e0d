"""Los informes del proceso, el borrador que se escribe solo y sus archivos. Solo el instituto."""

import hashlib
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candidaturas.models import ProcesoElectoral
from captura.permisos import (
    puede_aprobar_informes,
    puede_editar_informes,
    puede_ver_informes,
)
from captura.servicios.trabajos import anotar_descarga
from captura.views.alcance import exigir_lectura
from conoceles.comun.errores import ErrorDeDominio
from informes import formatos
from informes.archivos import archivo_del_informe
from informes.calendario import Calendario
from informes.contenido import Contenido, construir
from informes.diferencias import Diferencia, diferencias
from informes.forms.mensual import RenglonForm, UnirForm
from informes.models import FUERA_DEL_INFORME, Actividad, EstadoDeActividad, InformeMensual
from informes.pasos_del_mes import meses
from informes.presentacion import camino, hallazgos_del_informe, historia, para_pantalla
from informes.registro_de_actividades import renglones
from informes.revisor import material_del_informe, revisar
from informes.servicios import renglones as servicios_de_renglones


@require_safe
def lista(request):
    """Los informes del proceso vigente y, arriba, el borrador del mes que corre."""
    _exigir_lectura(request)
    proceso = ProcesoElectoral.objects.filter(vigente=True).first()
    if proceso is None:
        return render(request, "informes/lista.html", {"proceso": None})
    calendario = Calendario.de(proceso)
    borrador = calendario.informe(calendario.mes_en_curso())
    anteriores = [i for i in reversed(calendario.guardados.values()) if i.mes != borrador.mes]
    return render(
        request,
        "informes/lista.html",
        {
            "proceso": proceso,
            "anteriores": anteriores,
            "meses": meses(calendario),
            "con_plazos": proceso.parametro("informe_dia_de_corte") is not None,
        }
        | _contexto_de_renglones(request, calendario, borrador),
    )


@require_safe
def detalle(request, proceso: str, mes: date):
    """El informe como se leerá, con los mismos textos que el PDF y el DOCX."""
    calendario, informe = buscar_informe(request, proceso, mes)
    contenido = construir(calendario, informe)
    respuesta = render(
        request,
        "informes/detalle.html",
        {"contenido": contenido, "en_su_lugar": True, "cambios": _cambios(informe, contenido)}
        | _contexto_de_renglones(request, calendario, informe),
    )
    if request.headers.get("HX-Request"):
        respuesta["HX-Trigger"] = "informe-cambio"  # la vista previa se vuelve a pedir
    return respuesta


def _cambios(informe: InformeMensual, contenido: Contenido) -> list[Diferencia]:
    """Qué cambia una corrección respecto de la versión que corrige."""
    if informe.version == 1:
        return []
    anterior = InformeMensual.objects.get(
        proceso=informe.proceso, mes=informe.mes, version=informe.version - 1
    )
    return diferencias(construir(Calendario.de(informe.proceso), anterior), contenido)


@require_safe
def descargar(request, proceso: str, mes: date, formato: str):
    """De un informe aprobado, siempre los bytes que se congelaron."""
    calendario, informe = buscar_informe(request, proceso, mes)
    if formato not in formatos.FORMATOS:
        raise Http404
    datos = archivo_del_informe(calendario, informe, formato)
    nombre = f"informe-{calendario.proceso.clave}-{informe.clave_de_mes}.{formato}"
    return entregar(request, nombre, datos, formatos.formato(formato).TIPO_DE_CONTENIDO)


def entregar(request, nombre: str, datos: bytes, tipo: str) -> HttpResponse:
    """El archivo, y queda anotado quién lo bajó."""
    if request.method == "GET":
        huella = hashlib.sha256(datos).hexdigest()
        anotar_descarga(nombre, huella, adscripcion=request.adscripcion)
    disposicion = f'attachment; filename="{nombre}"'
    return HttpResponse(datos, content_type=tipo, headers={"Content-Disposition": disposicion})


@require_http_methods(["GET", "HEAD", "POST"])
def nuevo_renglon(request, proceso: str, mes: date):
    calendario, informe = buscar_informe(request, proceso, mes)
    _exigir_edicion(request)
    form = RenglonForm(request.POST or None, initial={"inicia_el": calendario.hasta(informe)})
    if request.method == "POST" and form.is_valid() and _guardar_renglon(request, informe, form):
        return volver(informe)
    return render(request, "informes/renglon.html", {"form": form, "informe": informe})


@require_http_methods(["GET", "HEAD", "POST"])
def editar_renglon(request, proceso: str, mes: date, renglon: str):
    """En su página o, si lo pide htmx, en su lugar de la tabla."""
    calendario, informe = buscar_informe(request, proceso, mes)
    actividad = buscar_renglon(request, calendario, informe, renglon)
    form = RenglonForm(request.POST or None, initial=RenglonForm.inicial(actividad))
    if (
        request.method == "POST"
        and form.is_valid()
        and _guardar_renglon(request, informe, form, actividad)
    ):
        return volver(informe)
    contexto = {"form": form, "informe": informe, "renglon": para_pantalla(actividad)}
    if request.headers.get("HX-Request"):
        respuesta = render(request, "informes/_renglon_en_su_lugar.html", contexto)
        # Con un error se queda donde se escribía, no donde iría la tabla ya guardada.
        respuesta["HX-Retarget"] = f"#{actividad.clave}"
        respuesta["HX-Reselect"] = f"#{actividad.clave}"
        respuesta["HX-Reswap"] = "outerHTML"
        return respuesta
    otros = [r for r in renglones(calendario, informe) if r.clave != actividad.clave]
    contexto |= {"unir": UnirForm(renglones=otros), "historia": historia(actividad)}
    return render(request, "informes/renglon.html", contexto)


def _guardar_renglon(request, informe, form, actividad=None) -> bool:
    try:
        servicios_de_renglones.guardar_renglon(
            informe=informe,
            renglon=actividad,
            datos=dict(form.cleaned_data),
            adscripcion=request.adscripcion,
        )
    except ErrorDeDominio as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, "Renglón guardado.")
    return True


@require_POST
def mover_renglon(request, proceso: str, mes: date, renglon: str):
    """Sube o baja un lugar."""
    calendario, informe = buscar_informe(request, proceso, mes)
    actividad = buscar_renglon(request, calendario, informe, renglon)
    impresos = [r for r in renglones(calendario, informe) if r.estado not in FUERA_DEL_INFORME]
    lugar = next((n for n, r in enumerate(impresos) if r.clave == actividad.clave), None)
    if lugar is None:
        raise Http404
    destino = lugar - 1 if "subir" in request.POST else lugar + 1
    if 0 <= destino < len(impresos):
        impresos[lugar], impresos[destino] = impresos[destino], impresos[lugar]
        intentar(
            request,
            "Renglón movido.",
            servicios_de_renglones.mover_renglon,
            informe=informe,
            orden=impresos,
            adscripcion=request.adscripcion,
        )
    return volver(informe)


@require_POST
def unir_renglon(request, proceso: str, mes: date, renglon: str):
    """Une este renglón al elegido."""
    calendario, informe = buscar_informe(request, proceso, mes)
    sobra = buscar_renglon(request, calendario, informe, renglon)
    elegido = request.POST.get("con", "")
    queda = next((r for r in renglones(calendario, informe) if r.clave == elegido), None)
    if queda is None:
        messages.error(request, "Elija a qué renglón se une.")
        return volver(informe)
    intentar(
        request,
        "Renglones unidos.",
        servicios_de_renglones.unir_renglones,
        informe=informe,
        en=queda,
        otro=sobra,
        adscripcion=request.adscripcion,
    )
    return volver(informe)


@require_POST
def decidir_renglon(request, proceso: str, mes: date, renglon: str):
    """Acepta, deja fuera o recupera un renglón."""
    calendario, informe = buscar_informe(request, proceso, mes)
    actividad = buscar_renglon(request, calendario, informe, renglon)
    estado = request.POST.get("estado")
    if estado not in {EstadoDeActividad.ACEPTADA, EstadoDeActividad.OMITIDA}:
        raise Http404
    try:
        servicios_de_renglones.decidir(
            informe=informe,
            renglon=actividad,
            estado=EstadoDeActividad(estado),
            adscripcion=request.adscripcion,
        )
    except ErrorDeDominio as error:
        messages.error(request, str(error))
    else:
        aceptado = estado == EstadoDeActividad.ACEPTADA
        messages.success(request, "Renglón aceptado." if aceptado else "Renglón fuera del informe.")
    return volver(informe)


@require_safe
def revision(request, proceso: str, mes: date):
    """Lo que el revisor halla, con enlace al lugar; lo dispensado, aparte y con su motivo."""
    calendario, informe = buscar_informe(request, proceso, mes)
    pendientes, dispensados = hallazgos_del_informe(calendario, informe)
    return render(
        request,
        "informes/revision.html",
        {
            "informe": informe,
            "pendientes": pendientes,
            "dispensados": dispensados,
            "puede_editar": puede_editar_informes(request.adscripcion) and not informe.es_aprobado,
        },
    )


@require_POST
def dispensar(request, proceso: str, mes: date, hallazgo: str):
    """Deja un hallazgo como está, o con `quitar` lo vuelve a señalar."""
    calendario, informe = buscar_informe(request, proceso, mes)
    if not puede_editar_informes(request.adscripcion):
        raise PermissionDenied
    hallado = next(
        (h for h in revisar(material_del_informe(calendario, informe)) if h.clave == hallazgo), None
    )
    if hallado is None:
        raise Http404
    try:
        if "quitar" in request.POST:
            servicios_de_renglones.quitar_dispensa(
                informe=informe, hallazgo=hallado, adscripcion=request.adscripcion
            )
        else:
            servicios_de_renglones.dispensar_hallazgo(
                informe=informe,
                hallazgo=hallado,
                motivo=request.POST.get("motivo", ""),
                adscripcion=request.adscripcion,
            )
    except ErrorDeDominio as error:
        messages.error(request, str(error))
    return redirect("informes:revision", proceso=informe.proceso.clave, mes=informe.mes)


def _exigir_lectura(request) -> None:
    if not puede_ver_informes(request.adscripcion):
        raise PermissionDenied


def buscar_informe(request, clave: str, mes: date) -> tuple[Calendario, InformeMensual]:
    _exigir_lectura(request)
    proceso = exigir_lectura(request, get_object_or_404(ProcesoElectoral, clave=clave))
    calendario = Calendario.de(proceso)
    if not calendario.admite(mes):
        raise Http404
    return calendario, calendario.informe(mes)


def buscar_renglon(
    request, calendario: Calendario, informe: InformeMensual, clave: str
) -> Actividad:
    if not puede_editar_informes(request.adscripcion):
        raise PermissionDenied
    for actividad in renglones(calendario, informe):
        if actividad.clave == clave:
            return actividad
    raise Http404


def _contexto_de_renglones(request, calendario: Calendario, informe: InformeMensual) -> dict:
    filas = [para_pantalla(a) for a in renglones(calendario, informe)]
    return {
        "informe": informe,
        "periodo": calendario.periodo(informe),
        "renglones": [f for f in filas if f.estado not in FUERA_DEL_INFORME],
        "fuera": [f for f in filas if f.estado in FUERA_DEL_INFORME],
        # En un borrador la tabla de actividades se puede trabajar; sin renglones basta el texto.
        "con_renglones": bool(filas) and not informe.es_aprobado,
        "puede_editar": puede_editar_informes(request.adscripcion)
        and informe.estado == InformeMensual.Estado.BORRADOR,
        "puede_trabajar": puede_editar_informes(request.adscripcion),
        "puede_aprobar": puede_aprobar_informes(request.adscripcion),
        "camino": camino(informe),
        "congelados": informe.archivos.all() if informe.pk else (),
        "reuniones": informe.reuniones.all() if informe.pk else (),
    }


def intentar(request, exito: str, servicio, **argumentos) -> None:
    """Llama al servicio y dice cómo salió."""
    try:
        servicio(**argumentos)
    except ErrorDeDominio as error:
        messages.error(request, str(error))
    else:
        messages.success(request, exito)


def _exigir_edicion(request) -> None:
    if not puede_editar_informes(request.adscripcion):
        raise PermissionDenied


def volver(informe: InformeMensual):
    return redirect("informes:detalle", proceso=informe.proceso.clave, mes=informe.mes)
