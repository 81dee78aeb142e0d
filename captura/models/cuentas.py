"""Personas con cuenta y en nombre de quién actúan."""

import pghistory
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from candidaturas.models import ActorPolitico, Candidatura, EstadoDeRegistro
from conoceles.comun import reloj


class Usuario(AbstractUser):
    """Una persona, una cuenta. El correo no identifica: muchas candidaturas comparten uno."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    nombre = models.CharField("nombre completo", max_length=160)
    es_demo = models.BooleanField("cuenta de demostración", default=False)

    class Meta:
        verbose_name = "cuenta"

    def __str__(self):
        return self.nombre or self.username

    def get_full_name(self):
        return self.nombre

    def get_short_name(self):
        return self.nombre.split(" ")[0] if self.nombre else self.username


class Rol(models.TextChoices):
    ENLACE = "enlace", "Enlace del actor político"
    CAPTURISTA = "capturista", "Capturista"
    CANDIDATA = "candidata", "Persona candidata"
    REVISION = "revision", "Revisión (UTTAI)"
    COORDINACION = "coordinacion", "Coordinación (UTTAI)"
    COMISION = "comision", "Comisión de Transparencia"
    SECRETARIA = "secretaria", "Secretaría Ejecutiva"
    SISTEMAS = "sistemas", "Sistemas"

    @classmethod
    def de_actor(cls):
        return {cls.ENLACE, cls.CAPTURISTA, cls.CANDIDATA}

    @classmethod
    def que_invita_un_enlace(cls):
        return {cls.CAPTURISTA, cls.CANDIDATA}

    @classmethod
    def con_segundo_factor(cls):
        """Roles a los que se exige un segundo factor antes de ver cualquier página privada."""
        return {cls.REVISION, cls.COORDINACION, cls.SISTEMAS}


class AdscripcionQuerySet(models.QuerySet):
    def vigentes(self):
        """Las que hoy valen. La de una persona candidata se acaba si deja de estar en la boleta."""
        ahora = reloj.ahora()
        reales = self if settings.ES_DEMO else self.filter(usuario__es_demo=False)
        en_boleta = Adscripcion.candidaturas.through.objects.filter(
            adscripcion=OuterRef("pk"),
            candidatura__estado_registro=EstadoDeRegistro.REGISTRADA,
        )
        return reales.filter(
            Q(vence_en=None) | Q(vence_en__gt=ahora),
            ~Q(rol=Rol.CANDIDATA) | Q(Exists(en_boleta)),
            desde__lte=ahora,
        )

    def administrables_por(self, adscripcion):
        """Las cuentas que ve quien las administra: el instituto, todas; un enlace, su gente."""
        if adscripcion is None:
            return self.none()
        if adscripcion.rol in {Rol.COORDINACION, Rol.SISTEMAS}:
            return self
        if adscripcion.rol == Rol.ENLACE:
            return self.filter(actor=adscripcion.actor_id, rol__in=Rol.que_invita_un_enlace())
        return self.none()


@pghistory.track()
class Adscripcion(models.Model):
    """Lo que una cuenta puede hacer y sobre qué. Los roles de actor llevan actor; los del
    instituto, ninguno; capturista y candidata, además, las candidaturas que se le confiaron.
    """

    usuario = models.OneToOneField(Usuario, models.CASCADE, related_name="adscripcion")
    rol = models.CharField(max_length=20, choices=Rol)
    actor = models.ForeignKey(
        ActorPolitico,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="adscripciones",
    )
    candidaturas = models.ManyToManyField(Candidatura, blank=True, related_name="+")
    desde = models.DateTimeField(default=reloj.ahora)
    vence_en = models.DateTimeField(null=True, blank=True)
    # Lo que ya se preguntó con ella leída (captura.models.cuestionario).
    _claves_de_actores: list[int]

    objects = AdscripcionQuerySet.as_manager()

    class Meta:
        verbose_name = "adscripción"
        verbose_name_plural = "adscripciones"
        ordering = ["usuario"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rol__in=["enlace", "capturista", "candidata"], actor__isnull=False)
                | ~Q(rol__in=["enlace", "capturista", "candidata"]) & Q(actor=None),
                name="adscripcion_actor_segun_rol",
            )
        ]

    def __str__(self):
        return f"{self.usuario}: {self.get_rol_display()}"

    @property
    def es_instituto(self) -> bool:
        return Rol(self.rol) not in Rol.de_actor()
