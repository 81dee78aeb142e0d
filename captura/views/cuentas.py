"""Las cuentas que administra una persona: verlas, darles vigencia y delegarles candidaturas."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from captura.forms.cuentas import DelegacionForm, RestablecimientoForm, VigenciaForm
from captura.models import Adscripcion, Invitacion, RestablecimientoDeSegundoFactor, Rol
from captura.permisos import (
    puede_administrar_cuenta,
    puede_restablecer,
    puede_ver_cuentas,
    roles_que_invita,
)
from captura.servicios import cuentas as servicio
from captura.servicios.cuentas import RestablecimientoNoPosible
from captura.views.alcance import exigir
from conoceles.comun import reloj

POR_PAGINA = 50


@require_safe
def cuentas(request):
    adscripcion = request.adscripcion
    exigir(puede_ver_cuentas(adscripcion))
    suyas = (
        Adscripcion.objects.administrables_por(adscripcion)
        .select_related("usuario", "actor")
        .order_by("usuario__nombre", "pk")
    )
    pendientes = Invitacion.objects.visibles_para(adscripcion).filter(
        revocada_en=None, aceptada_en=None
    )
    pagina = Paginator(suyas, POR_PAGINA).get_page(request.GET.get("pagina"))
    return render(
        request,
        "captura/cuentas.html",
        {
            "pagina": pagina,
            "renglones": [(c, _situacion(c)) for c in pagina],
            "invitaciones": [
                (i, i.situacion) for i in pendientes.select_related("actor", "cuenta")[:200]
            ],
            "invitables": [(rol.value, rol.label) for rol in roles_que_invita(adscripcion)],
            "peticiones": (
                RestablecimientoDeSegundoFactor.objects.filter(resuelto_en=None).select_related(
                    "cuenta", "pide"
                )
                if puede_restablecer(adscripcion)
                else []
            ),
        },
    )


def _situacion(adscripcion: Adscripcion) -> tuple[str, str]:
    if adscripcion.vence_en and adscripcion.vence_en <= reloj.ahora():
        return "cerrado", "Vencida"
    return "verificado", "Vigente"


def _buscar(request, pk: int) -> Adscripcion:
    exigir(puede_ver_cuentas(request.adscripcion))
    return get_object_or_404(
        Adscripcion.objects.administrables_por(request.adscripcion).select_related(
            "usuario", "actor"
        ),
        pk=pk,
    )


@require_safe
def cuenta(request, pk: int):
    objetivo = _buscar(request, pk)
    return _pagina(request, objetivo)


def _pagina(request, objetivo, *, vigencia=None, restablecer=None):
    adscripcion = request.adscripcion
    administra = puede_administrar_cuenta(adscripcion, objetivo)
    delega = administra and adscripcion.rol == Rol.ENLACE and objetivo.rol == Rol.CAPTURISTA
    candidaturas = list(objetivo.candidaturas.select_related("formula__eleccion__cargo"))
    tiene_factor = Authenticator.objects.filter(user=objetivo.usuario).exists()
    dia = timezone.localtime(objetivo.vence_en).date() if objetivo.vence_en else None
    return render(
        request,
        "captura/cuenta.html",
        {
            "objetivo": objetivo,
            "situacion": _situacion(objetivo),
            "candidaturas": candidaturas,
            "tiene_factor": tiene_factor,
            "vigencia": (vigencia or VigenciaForm(initial={"vence_el": dia}))
            if administra
            else None,
            "delegacion": (
                DelegacionForm(adscripcion=adscripcion, initial={"candidaturas": candidaturas})
                if delega
                else None
            ),
            "restablecer": (
                restablecer or RestablecimientoForm()
                if tiene_factor and puede_restablecer(adscripcion) and objetivo != adscripcion
                else None
            ),
            "invitacion": getattr(objetivo.usuario, "invitacion", None),
        },
    )


@require_POST
def vigencia(request, pk: int):
    """Con `terminar`, la cuenta deja de valer en este momento."""
    objetivo = _buscar(request, pk)
    form = VigenciaForm(request.POST)
    if not form.is_valid():
        return _pagina(request, objetivo, vigencia=form)
    vence_en = reloj.ahora() if "terminar" in request.POST else form.cleaned_data["vence_el"]
    servicio.fijar_vigencia(objetivo=objetivo, vence_en=vence_en, adscripcion=request.adscripcion)
    messages.success(request, "Se guardó la vigencia de la cuenta.")
    return redirect("captura:cuenta", pk=pk)


@require_POST
def delegacion(request, pk: int):
    objetivo = _buscar(request, pk)
    exigir(puede_administrar_cuenta(request.adscripcion, objetivo))
    exigir(request.adscripcion.rol == Rol.ENLACE)
    form = DelegacionForm(request.POST, adscripcion=request.adscripcion)
    if form.is_valid():
        servicio.delegar(
            objetivo=objetivo,
            candidaturas=form.cleaned_data["candidaturas"],
            adscripcion=request.adscripcion,
        )
        messages.success(request, "Se guardaron las candidaturas de esta persona.")
    else:
        messages.error(request, "Elija solo candidaturas de la lista.")
    return redirect("captura:cuenta", pk=pk)


@require_POST
def pedir(request, pk: int):
    objetivo = _buscar(request, pk)
    exigir(puede_restablecer(request.adscripcion))
    form = RestablecimientoForm(request.POST)
    if not form.is_valid():
        return _pagina(request, objetivo, restablecer=form)
    try:
        servicio.pedir_restablecimiento(
            objetivo=objetivo,
            motivo=form.cleaned_data["motivo"],
            adscripcion=request.adscripcion,
        )
    except RestablecimientoNoPosible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Se anotó la petición. Falta que la apruebe otra persona.")
    return redirect("captura:cuenta", pk=pk)


@require_POST
def resolver(request, pk: int):
    exigir(puede_restablecer(request.adscripcion))
    try:
        servicio.resolver_restablecimiento(
            peticion=get_object_or_404(RestablecimientoDeSegundoFactor, pk=pk),
            aprobar="aprobar" in request.POST,
            adscripcion=request.adscripcion,
        )
    except RestablecimientoNoPosible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "La petición quedó resuelta.")
    return redirect("captura:cuentas")
