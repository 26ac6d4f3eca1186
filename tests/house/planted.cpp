// A program that hardened.sh reads: built with all flags it passes, without one of them it does
// not.
#include <array>
#include <cstdio>
#include <cstring>
#include <utility>

namespace {

template<int number>
int same(int value)
{
    return value + number - number;
}

template<int... numbers>
int sum(int value, std::integer_sequence<int, numbers...> /*numbers*/)
{
    const std::array<int (*volatile)(int), sizeof...(numbers)> functions = {&same<numbers>...};
    int all = 0;
    for (const auto &function : functions)
        all += function(value);
    return all;
}

} // namespace

// The large buffer, which the compiler cannot see through, takes a stack protector, probes of the
// stack and a checked call.
int main(int argc, char **argv)
{
    std::array<char, 20'000> text{};
    std::snprintf(text.data(), text.size(), "%d %s", argc, argv[0]);
    const int count = sum(argc, std::make_integer_sequence<int, 20>());
    return count > 0 && std::strlen(text.data()) > 0 ? 0 : 1;
}
