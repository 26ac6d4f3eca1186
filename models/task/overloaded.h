#pragma once

/// One function out of several lambdas, for std::visit: the compiler names a type that none takes.
template<typename... Lambdas>
struct Overloaded : Lambdas... {
    using Lambdas::operator()...;
};

template<typename... Lambdas>
Overloaded(Lambdas...) -> Overloaded<Lambdas...>;
