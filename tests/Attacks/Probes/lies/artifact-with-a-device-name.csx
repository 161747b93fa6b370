// attack: Saves artifacts under names that are special to file systems.
// group: lies
// at none: stopped: such names are refused
// expect: Refused, Failed

Artifacts.Save("..", new byte[1]);
