"""Nadie se registra a sí mismo: las cuentas nacen por invitación."""

from allauth.account.adapter import DefaultAccountAdapter


class SoloPorInvitacion(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False
