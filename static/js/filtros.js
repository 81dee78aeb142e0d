// En pantalla ancha los filtros caben a la vista: se abren. Sin JavaScript se abren con un toque.
"use strict";

if (window.matchMedia("(min-width: 992px)").matches) {
    for (const plegable of document.querySelectorAll("[data-conoceles-abrir-en-ancho]")) {
        plegable.open = true;
    }
}
