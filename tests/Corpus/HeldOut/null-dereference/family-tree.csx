// title: Number of generations in the family tree and number of people in it
// check: result.generations == 4
// check: result.people == 6
//--- broken
class Person
{
    public Person Mother, Father;
}

int Generations(Person p)
{
    return 1 + Math.Max(Generations(p.Mother), Generations(p.Father));
}

int People(Person p)
{
    if (p == null) return 0;
    return 1 + People(p.Mother) + People(p.Father);
}

var grandma = new Person { Mother = new Person() };
var mother = new Person { Mother = grandma, Father = new Person() };
var me = new Person { Mother = mother, Father = new Person() };

var result = (generations: Generations(me), people: People(me));
//--- fixed
class Person
{
    public Person Mother, Father;
}

int Generations(Person p)
{
    if (p == null) return 0;
    return 1 + Math.Max(Generations(p.Mother), Generations(p.Father));
}

int People(Person p)
{
    if (p == null) return 0;
    return 1 + People(p.Mother) + People(p.Father);
}

var grandma = new Person { Mother = new Person() };
var mother = new Person { Mother = grandma, Father = new Person() };
var me = new Person { Mother = mother, Father = new Person() };

var result = (generations: Generations(me), people: People(me));
