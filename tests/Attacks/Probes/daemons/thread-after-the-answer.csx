// attack: Goes on burning and printing on a thread after it has answered.
// group: daemons
// at none: stopped: an answer is an answer, and what is left running is killed
// expect: Completed

new Thread(() =>
{
    while (true)
    {
        Console.Write('.');
    }
}).Start();
5
