"""Los plazos: el calendario del instituto, pedir una prórroga y resolverla."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candidaturas.disponibilidad import regla_en_palabras
from candidaturas.parametros import PARAMETROS
from captura.ciclo import por_atender, sin_lo_bloqueado
from captura.consultas import proceso_de_trabajo
from captura.forms.plazos import InhabilForm, PedirProrrogaForm, ResolverProrrogaForm
from captura.models import DiaInhabil, EstadoDeProrroga, Prorroga
from captura.permisos import (
    puede_pedir_prorroga,
    puede_resolver_prorrogas,
    puede_ver_ciclo,
    puede_ver_plazos,
)
from captura.plazos import plazo_de
from captura.servicios.plazos import (
    PlazoNoSeMueve,
    conceder_prorroga,
    marcar_inhabil,
    negar_prorroga,
    pedir_prorroga,
    quitar_inhabil,
)
from captura.views.alcance import buscar_cuestionario, exigir
from conoceles.templatetags.conoceles import fecha

DEL_PROCESO = (
    "dias_captura",
    "captura_desde",
    "dias_requerimiento",
    "dias_verificacion",
    "plazos_en_dias_habiles",
    "fin_de_semana_inhabil",
    "caida_ventana_horas",
    "caida_minima_minutos",
    "informe_dia_de_corte",
    "informe_dias_cuantitativo",
    "informe_dias_sesion",
    "informe_dias_envio",
    "informe_dias_acuse",
    "informe_dias_de_aviso",
)


def _con_cuenta(request):
    if request.adscripcion is None:
        raise PermissionDenied
    return request.adscripcion


@require_safe
def plazos(request):
    """Prórrogas, días inhábiles y lo que el proceso fija, con su cita."""
    exigir(puede_ver_plazos(_con_cuenta(request)))
    return _pagina(request, InhabilForm())


def _pagina(request, form: InhabilForm, estado: int = 200):
    proceso = proceso_de_trabajo(request.adscripcion)
    prorrogas = Prorroga.objects.filter(cuestionario__candidatura__proceso=proceso).select_related(
        "cuestionario__candidatura__formula__actor"
    )
    return render(
        request,
        "captura/plazos/plazos.html",
        {
            "proceso": proceso,
            "resuelve": puede_resolver_prorrogas(request.adscripcion),
            "en_espera": prorrogas.filter(estado=EstadoDeProrroga.PEDIDA),
            "resueltas": prorrogas.exclude(estado=EstadoDeProrroga.PEDIDA).order_by("-resuelta_en")[
                :50
            ],
            "inhabiles": DiaInhabil.objects.all(),
            "parametros": _parametros(proceso),
            "ciclo": por_atender() if puede_ver_ciclo(request.adscripcion) else [],
            "regla": regla_en_palabras(proceso) if proceso else "",
            "form": form,
        },
        status=estado,
    )


def _parametros(proceso) -> list[tuple[str, str, str]]:
    """(nombre, valor en palabras, cita) de cada parámetro que mueve un plazo."""
    if proceso is None:
        return []
    citas = dict(proceso.parametros.values_list("clave", "cita"))
    return [
        (
            PARAMETROS[clave].nombre,
            _en_palabras(proceso.parametro(clave), PARAMETROS[clave].unidad),
            citas.get(clave, ""),
        )
        for clave in DEL_PROCESO
    ]


def _en_palabras(valor, unidad: str) -> str:
    if valor is None:
        return "Sin fijar"
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    if unidad == "fecha":
        return fecha(valor)
    return f"{valor} {unidad.removesuffix('s') if valor == 1 else unidad}"


@require_POST
def inhabil(request):
    exigir(puede_ver_plazos(_con_cuenta(request)))
    form = InhabilForm(request.POST)
    if form.is_valid():
        try:
            marcar_inhabil(
                proceso=proceso_de_trabajo(request.adscripcion),
                adscripcion=request.adscripcion,
                **form.cleaned_data,
            )
        except PlazoNoSeMueve as error:
            form.add_error("dia", str(error))
        else:
            messages.success(request, "Día inhábil añadido.")
            return redirect("captura:plazos")
    exigir(puede_resolver_prorrogas(request.adscripcion))
    return _pagina(request, form)


@require_POST
def quitar(request, pk: int):
    exigir(puede_ver_plazos(_con_cuenta(request)))
    quitar_inhabil(
        dia=get_object_or_404(DiaInhabil, pk=pk),
        proceso=proceso_de_trabajo(request.adscripcion),
        adscripcion=request.adscripcion,
    )
    messages.success(request, "Ese día vuelve a contar.")
    return redirect("captura:plazos")


@require_http_methods(["GET", "HEAD", "POST"])
def pedir(request, pk: int):
    """Quien captura pide más tiempo."""
    cuestionario = buscar_cuestionario(request, pk)
    exigir(puede_pedir_prorroga(request.adscripcion, cuestionario))
    form = PedirProrrogaForm(request.POST or None)
    if form.is_valid():
        try:
            pedir_prorroga(
                cuestionario=cuestionario,
                motivo=form.cleaned_data["motivo"],
                adscripcion=request.adscripcion,
            )
        except PlazoNoSeMueve as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Prórroga pedida. Aquí mismo verá la respuesta.")
            return redirect("captura:prorroga_pedir", pk=pk)
    return render(
        request,
        "captura/plazos/pedir.html",
        {
            "cuestionario": cuestionario,
            "candidatura": cuestionario.candidatura,
            "plazo": plazo_de(cuestionario),
            "prorrogas": cuestionario.prorrogas.order_by("-pedida_en"),
            "en_espera": cuestionario.prorrogas.filter(estado=EstadoDeProrroga.PEDIDA).exists(),
            "form": form,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def prorroga(request, pk: int):
    """Coordinación concede o niega."""
    adscripcion = _con_cuenta(request)
    exigir(puede_ver_plazos(adscripcion))
    todas = Prorroga.objects.select_related(
        "cuestionario__candidatura__formula__actor",
        "cuestionario__candidatura__formula__eleccion__cargo",
        "pedida_por",
    )
    visibles = sin_lo_bloqueado(adscripcion, todas, "cuestionario__candidatura__proceso")
    prorroga = get_object_or_404(visibles, pk=pk)
    exigir(puede_resolver_prorrogas(adscripcion))
    form = ResolverProrrogaForm(request.POST or None)
    if form.is_valid():
        try:
            _resolver(prorroga, form, adscripcion)
        except PlazoNoSeMueve as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Respuesta registrada. La ve quien pidió la prórroga.")
            return redirect("captura:plazos")
    return render(
        request,
        "captura/plazos/resolver.html",
        {
            "prorroga": prorroga,
            "cuestionario": prorroga.cuestionario,
            "candidatura": prorroga.cuestionario.candidatura,
            "form": form,
        },
    )


def _resolver(prorroga: Prorroga, form: ResolverProrrogaForm, adscripcion) -> None:
    respuesta = form.cleaned_data["respuesta"]
    if form.cleaned_data["decision"] == form.CONCEDER:
        conceder_prorroga(
            prorroga=prorroga,
            hasta=form.hasta_cuando(),
            respuesta=respuesta,
            adscripcion=adscripcion,
        )
    else:
        negar_prorroga(prorroga=prorroga, respuesta=respuesta, adscripcion=adscripcion)
