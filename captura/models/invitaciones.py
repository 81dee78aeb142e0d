"""Invitaciones para abrir una cuenta y peticiones para quitar un segundo factor perdido."""

import pghistory
from django.db import models
from django.db.models import F, Q

from candidaturas.models import ActorPolitico, Candidatura, ProcesoElectoral
from captura.models.cuentas import Adscripcion, Rol, Usuario
from conoceles.comun import reloj


class InvitacionQuerySet(models.QuerySet):
    def visibles_para(self, adscripcion: Adscripcion | None):
        """Coordinación y Sistemas, todas; un enlace, las de la gente de su actor."""
        if adscripcion is None:
            return self.none()
        ocultos = ProcesoElectoral.objects.ocultos_a(adscripcion.rol)
        return self._de_su_papel(adscripcion).filter(Q(actor=None) | ~Q(actor__proceso__in=ocultos))

    def _de_su_papel(self, adscripcion: Adscripcion):
        if adscripcion.rol in {Rol.COORDINACION, Rol.SISTEMAS}:
            return self
        if adscripcion.rol == Rol.ENLACE:
            return self.filter(actor=adscripcion.actor_id, rol__in=Rol.que_invita_un_enlace())
        return self.none()

    def pendientes(self):
        """Las que todavía se pueden abrir o reenviar."""
        return self.filter(aceptada_en=None, revocada_en=None)


@pghistory.track(exclude=["huella_de_ficha"])
class Invitacion(models.Model):
    """Quién fue invitada, a qué y hasta cuándo. La ficha del enlace solo existe en el correo: aquí
    queda su huella.

    La de una persona candidata se puede abrir varias veces sin crear contraseña, hasta `vence_en`;
    `cuenta` es entonces la que se hizo para ese enlace.
    """

    folio = models.CharField(max_length=40, unique=True)
    huella_de_ficha = models.CharField("SHA-256 de la ficha", max_length=64, unique=True)
    persona = models.CharField("nombre de la persona", max_length=160)
    correo = models.EmailField()
    rol = models.CharField(max_length=20, choices=Rol)
    actor = models.ForeignKey(
        ActorPolitico, models.PROTECT, null=True, blank=True, related_name="invitaciones"
    )
    candidaturas = models.ManyToManyField(Candidatura, blank=True, related_name="+")
    invita = models.ForeignKey(Usuario, models.PROTECT, null=True, blank=True, related_name="+")
    envios = models.PositiveSmallIntegerField(default=1)
    creada_en = models.DateTimeField()
    vence_en = models.DateTimeField()
    aceptada_en = models.DateTimeField(null=True, blank=True)
    cuenta = models.OneToOneField(
        Usuario, models.PROTECT, null=True, blank=True, related_name="invitacion"
    )
    revocada_en = models.DateTimeField(null=True, blank=True)
    revocada_por = models.ForeignKey(
        Usuario, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = InvitacionQuerySet.as_manager()

    class Meta:
        verbose_name = "invitación"
        verbose_name_plural = "invitaciones"
        ordering = ["-creada_en", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rol__in=["enlace", "capturista", "candidata"], actor__isnull=False)
                | ~Q(rol__in=["enlace", "capturista", "candidata"]) & Q(actor=None),
                name="invitacion_actor_segun_rol",
            ),
            # El correo solo no identifica; dos clics seguidos, sí.
            models.UniqueConstraint(
                fields=["rol", "actor", "correo", "persona"],
                condition=Q(aceptada_en=None, revocada_en=None) & ~Q(rol="candidata"),
                nulls_distinct=False,
                name="invitacion_pendiente_una_sola",
            ),
            models.CheckConstraint(
                condition=Q(vence_en__gt=F("creada_en")), name="invitacion_vence_despues"
            ),
        ]

    def __str__(self):
        return self.folio

    @property
    def situacion(self) -> tuple[str, str]:
        """(clave para la insignia, cómo se lee)."""
        if self.revocada_en:
            return "cancelada", "Revocada"
        if self.vence_en <= reloj.ahora() and (not self.aceptada_en or self.es_enlace):
            return "cerrado", "Vencida"
        if self.aceptada_en:
            return "verificado", "Con el enlace" if self.es_enlace else "Aceptada"
        return "enviado", "Enviada"

    @property
    def es_enlace(self) -> bool:
        """Si se abre con el solo enlace: de una persona candidata que no creó contraseña."""
        return self.rol == Rol.CANDIDATA and not (
            self.cuenta_id and self.cuenta.has_usable_password()
        )

    @property
    def se_puede_reenviar(self) -> bool:
        return not self.revocada_en and (not self.aceptada_en or self.es_enlace)


class RestablecimientoDeSegundoFactor(models.Model):
    """Quitar el segundo factor a quien perdió el teléfono: una persona lo pide; otra lo aprueba."""

    cuenta = models.ForeignKey(Usuario, models.PROTECT, related_name="restablecimientos")
    motivo = models.TextField("qué pasó y cómo se comprobó quién lo pide")
    pide = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    pedido_en = models.DateTimeField()
    resuelve = models.ForeignKey(Usuario, models.PROTECT, null=True, blank=True, related_name="+")
    resuelto_en = models.DateTimeField(null=True, blank=True)
    aprobado = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = "restablecimiento de segundo factor"
        verbose_name_plural = "restablecimientos de segundo factor"
        ordering = ["-pedido_en", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cuenta"],
                condition=Q(resuelto_en=None),
                name="restablecimiento_uno_pendiente",
            ),
            models.CheckConstraint(
                condition=Q(resuelto_en=None, resuelve=None, aprobado=None)
                | Q(resuelto_en__isnull=False, resuelve__isnull=False, aprobado__isnull=False),
                name="restablecimiento_resuelto_completo",
            ),
            # Lo que importa lo vigila también la base: dos personas, y ninguna es la de la cuenta.
            models.CheckConstraint(
                condition=~Q(aprobado=True)
                | ~Q(resuelve=F("pide")) & ~Q(resuelve=F("cuenta")) & ~Q(pide=F("cuenta")),
                name="restablecimiento_de_dos_personas",
            ),
        ]

    def __str__(self):
        return f"Restablecimiento {self.pk}"
