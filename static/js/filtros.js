// La lista con filtros. Sin este archivo los filtros se abren con un toque y se aplican con el botón.
"use strict";

// En pantalla ancha los filtros caben a la vista: se abren.
if (window.matchMedia("(min-width: 992px)").matches) {
    for (const plegable of document.querySelectorAll("[data-conoceles-abrir-en-ancho]")) {
        plegable.open = true;
    }
}

// Con una red lenta se puede elegir antes de que llegue htmx, y nadie oye ese cambio: se repite cuando
// ya hay quien lo oiga. Este archivo va después de htmx, así que su turno también.
document.addEventListener("DOMContentLoaded", () => {
    for (const formulario of document.querySelectorAll("form[data-conoceles-filtros]")) {
        // Quien todavía escribe en un campo avisará al salir de él.
        const elegidos = [...formulario.querySelectorAll("input, select")].filter(cambio);
        elegidos.find((control) => control !== document.activeElement)?.dispatchEvent(new Event("change", { bubbles: true }));
    }
});

// Si un control ya no tiene lo que mandó el servidor.
function cambio(control) {
    if (control.options) {
        const opciones = [...control.options];
        const mandada = Math.max(0, opciones.findIndex((opcion) => opcion.defaultSelected));
        return control.selectedIndex !== mandada;
    }
    return ["checkbox", "radio"].includes(control.type) ? control.checked !== control.defaultChecked : control.value !== control.defaultValue;
}
