// attack: Throws an exception that is its own cause, again and again.
// group: bombs
// at none: stopped: causes are followed to a depth
// expect: Failed

var chain = new Exception("0");
for (var i = 1; i < 10_000; i++)
{
    chain = new Exception($"{i}", chain);
}

throw chain;
