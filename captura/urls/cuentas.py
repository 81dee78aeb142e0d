"""Cuentas, invitaciones y segundo factor perdido."""

from django.urls import path

from captura.views import cuentas, invitaciones

urlpatterns = [
    path("cuentas/", cuentas.cuentas, name="cuentas"),
    path("cuentas/<int:pk>/", cuentas.cuenta, name="cuenta"),
    path("cuentas/<int:pk>/vigencia/", cuentas.vigencia, name="cuenta_vigencia"),
    path("cuentas/<int:pk>/delegar/", cuentas.delegacion, name="cuenta_delegar"),
    path("cuentas/<int:pk>/restablecer/", cuentas.pedir, name="restablecimiento_pedir"),
    path(
        "cuentas/restablecimientos/<int:pk>/",
        cuentas.resolver,
        name="restablecimiento_resolver",
    ),
    path("cuentas/invitar/<slug:rol>/", invitaciones.invitar, name="invitar"),
    path("invitaciones/<slug:folio>/", invitaciones.acuse, name="invitacion_acuse"),
    path("invitaciones/<slug:folio>/reenviar/", invitaciones.reenviar, name="invitacion_reenviar"),
    path("invitaciones/<slug:folio>/revocar/", invitaciones.revocar, name="invitacion_revocar"),
]
