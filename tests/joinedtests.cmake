# Writes UNIT: the TESTS of FOLDER as one source, each in a namespace of its name, so that names may
# be the same in two of them. What they include comes before, outside of the namespaces.
separate_arguments(TESTS)
foreach(test IN LISTS TESTS)
    file(STRINGS ${FOLDER}/${test}.cpp includes REGEX "^#include [<\"]")
    list(REMOVE_ITEM includes "#include \"${test}.moc\"")
    list(APPEND all_includes ${includes})
    string(APPEND bodies "namespace ${test} {\n#include \"${FOLDER}/${test}.cpp\"\n}\n")
endforeach()
list(REMOVE_DUPLICATES all_includes)
list(JOIN all_includes "\n" all_includes)
file(WRITE ${UNIT} "${all_includes}\n\n${bodies}")
