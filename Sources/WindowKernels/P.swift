package enum WindowKernelsPlaceholder {}
