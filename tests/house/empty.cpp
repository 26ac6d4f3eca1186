// Compiled with one header before it; see CMakeLists.txt.
