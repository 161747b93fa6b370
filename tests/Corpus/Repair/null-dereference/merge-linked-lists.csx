// title: Merge two sorted linked lists
// check: result.Count == 7
// check: result.Zip(result.Skip(1)).All(p => p.First <= p.Second)
// check: result[^1] == 12
//--- broken
class Node
{
    public int Value;
    public Node Next;
    public Node(int value, Node next = null) { Value = value; Next = next; }
}

Node Merge(Node a, Node b)
{
    var head = new Node(0);
    Node tail = head;
    while (a != null || b != null)
    {
        if (a.Value <= b.Value) { tail.Next = a; a = a.Next; }
        else { tail.Next = b; b = b.Next; }
        tail = tail.Next;
    }
    tail.Next = a ?? b;
    return head.Next;
}

Node left = new Node(2, new Node(5, new Node(7)));
Node right = new Node(1, new Node(5, new Node(9, new Node(12))));

var result = new List<int>();
for (Node n = Merge(left, right); n != null; n = n.Next) result.Add(n.Value);
//--- fixed
class Node
{
    public int Value;
    public Node Next;
    public Node(int value, Node next = null) { Value = value; Next = next; }
}

Node Merge(Node a, Node b)
{
    var head = new Node(0);
    Node tail = head;
    while (a != null && b != null)
    {
        if (a.Value <= b.Value) { tail.Next = a; a = a.Next; }
        else { tail.Next = b; b = b.Next; }
        tail = tail.Next;
    }
    tail.Next = a ?? b;
    return head.Next;
}

Node left = new Node(2, new Node(5, new Node(7)));
Node right = new Node(1, new Node(5, new Node(9, new Node(12))));

var result = new List<int>();
for (Node n = Merge(left, right); n != null; n = n.Next) result.Add(n.Value);
