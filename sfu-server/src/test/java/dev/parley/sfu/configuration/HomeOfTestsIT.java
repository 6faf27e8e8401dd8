package dev.parley.sfu.configuration;

/** The same for browser tests, which another plugin runs. */
class HomeOfTestsIT extends HomeOfTestsTest {}
