"""What people read: was the law kept, and what came out?"""
