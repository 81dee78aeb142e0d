"""Invitar, reenviar, revocar y el acuse de una invitación."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from captura.forms.cuentas import InvitacionForm
from captura.models import Correo, Invitacion, Rol
from captura.permisos import puede_administrar_invitaciones, puede_ver_cuentas, roles_que_invita
from captura.servicios import invitaciones
from captura.servicios.avisos import ultimo_aceptado
from captura.servicios.invitaciones import InvitacionNoPosible, Invitada
from captura.views.alcance import exigir


@require_http_methods(["GET", "HEAD", "POST"])
def invitar(request, rol: str):
    if rol not in Rol.values:
        raise Http404
    adscripcion, rol = request.adscripcion, Rol(rol)
    exigir(rol in roles_que_invita(adscripcion))
    form = InvitacionForm(request.POST or None, rol=rol, adscripcion=adscripcion)
    if form.is_valid():
        try:
            [invitacion] = invitaciones.invitar(
                personas=[_invitada(form.cleaned_data, rol, adscripcion)], adscripcion=adscripcion
            )
        except InvitacionNoPosible as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Invitación enviada. Este es su acuse.")
            return redirect("captura:invitacion_acuse", folio=invitacion.folio)
    return render(request, "captura/invitar.html", {"form": form, "rol": rol})


def _invitada(datos: dict, rol: Rol, adscripcion) -> Invitada:
    candidaturas = list(datos.get("candidaturas", []))
    if "candidatura" in datos:
        candidaturas = [datos["candidatura"]]
    return Invitada(
        persona=datos["persona"],
        correo=datos["correo"],
        rol=rol,
        actor=datos.get("actor") or adscripcion.actor,
        candidaturas=candidaturas,
        vence_en=datos.get("vence_el"),
    )


def _buscar(request, folio: str) -> Invitacion:
    exigir(puede_ver_cuentas(request.adscripcion))
    visibles = Invitacion.objects.visibles_para(request.adscripcion)
    return get_object_or_404(
        visibles.select_related("actor", "invita", "cuenta", "revocada_por"), folio=folio
    )


@require_safe
def acuse(request, folio: str):
    invitacion = _buscar(request, folio)
    correos = Correo.objects.filter(clave__startswith=f"invitacion:{invitacion.pk}:")
    return render(
        request,
        "captura/invitacion_acuse.html",
        {
            "invitacion": invitacion,
            "situacion": invitacion.situacion,
            "aceptacion": invitacion.cuenta and ultimo_aceptado(invitacion.cuenta),
            "correos": correos.order_by("creado_en").defer("cuerpo", "reservados"),
            "administra": puede_administrar_invitaciones(request.adscripcion)
            and invitacion.se_puede_reenviar,
        },
    )


@require_POST
def reenviar(request, folio: str):
    return _cambiar(
        request,
        folio,
        invitaciones.reenviar,
        "Se mandó otro enlace; el anterior ya no sirve.",
    )


@require_POST
def revocar(request, folio: str):
    return _cambiar(request, folio, invitaciones.revocar, "La invitación se revocó.")


def _cambiar(request, folio, servicio, dicho):
    try:
        servicio(invitacion=_buscar(request, folio), adscripcion=request.adscripcion)
    except InvitacionNoPosible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, dicho)
    return redirect("captura:invitacion_acuse", folio=folio)
