"""La página que abre el enlace de una invitación. Es pública: quien la abre aún no tiene cuenta."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from candidaturas.models import AvisoDePrivacidad
from captura.forms.cuentas import AceptarForm, EntrarConEnlaceForm
from captura.models import AceptacionDeAviso, Rol
from captura.servicios import invitaciones
from captura.servicios.avisos import AvisoCambiado
from captura.servicios.invitaciones import InvitacionNoValida, UsuarioOcupado
from conoceles.comun.formato import con_formato
from conoceles.comun.limites import pedir_espera, permitir

INTENTOS, SEGUNDOS = 60, 600


@login_not_required
@sensitive_post_parameters("contrasena", "repetida")
@csrf_protect
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def aceptar(request, ficha: str):
    """GET no gasta el enlace: los programas de correo lo abren para revisarlo."""
    if not permitir(request, "invitacion", maximo=INTENTOS, segundos=SEGUNDOS):
        return pedir_espera(request, SEGUNDOS)
    try:
        invitacion = invitaciones.buscar(ficha)
        respuesta = _atender(request, ficha, invitacion)
    except InvitacionNoValida as error:
        respuesta = render(
            request, "captura/invitacion_no_sirve.html", {"error": error}, status=404
        )
    # La dirección lleva la ficha: no debe viajar a otro sitio. Con «no-referrer» el navegador
    # mandaría el formulario sin decir de dónde viene y la protección CSRF lo rehusaría.
    respuesta["Referrer-Policy"] = "same-origin"
    return respuesta


def _atender(request, ficha, invitacion):
    enviado = request.POST.get("accion") if request.method == "POST" else None
    aviso = AvisoDePrivacidad.objects.vigente()
    crear = AceptarForm(
        request.POST if enviado == "crear" else None,
        persona=invitacion.persona,
        correo=invitacion.correo,
        hay_aviso=aviso is not None,
    )
    con_enlace = None
    if invitacion.rol == Rol.CANDIDATA:
        con_enlace = EntrarConEnlaceForm(
            request.POST if enviado == "entrar" else None,
            initial={"aviso_enlace": _ya_lo_acepto(invitacion, aviso)},
            hay_aviso=aviso is not None,
        )
    leida = request.POST.get("version_del_aviso", "")
    version = int(leida) if leida.isdecimal() else None
    try:
        if con_enlace is not None and con_enlace.is_valid():
            cuenta = invitaciones.entrar_con_enlace(ficha=ficha, aviso=version)
            return perform_login(request, cuenta)
        if crear.is_valid():
            datos = crear.cleaned_data
            cuenta = invitaciones.aceptar(
                ficha=ficha,
                usuario=datos["usuario"],
                contrasena=datos["contrasena"],
                aviso=version,
            )
            record_authentication(request, cuenta, method="password", username=cuenta.username)
            return perform_login(request, cuenta)
    except UsuarioOcupado as error:
        crear.add_error("usuario", str(error))
    except AvisoCambiado as error:
        (crear if enviado == "crear" else con_enlace).add_error(None, str(error))
    return render(
        request,
        "captura/invitacion.html",
        {
            "invitacion": invitacion,
            "candidatura": (
                invitacion.candidaturas.select_related("formula__eleccion__cargo").first()
                if invitacion.rol == Rol.CANDIDATA
                else None
            ),
            "aviso": aviso,
            "texto_del_aviso": con_formato(aviso.simplificado) if aviso else "",
            "form": crear,
            "con_enlace": con_enlace,
        },
    )


def _ya_lo_acepto(invitacion, aviso) -> bool:
    return invitacion.cuenta is not None and (
        AceptacionDeAviso.objects.filter(usuario=invitacion.cuenta, aviso=aviso).exists()
    )
